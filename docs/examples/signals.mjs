// Reads a Ploutos server with Node alone: the watchlist in pages, then one risk forecast.
//
//     PLOUTOS_URL=http://localhost:5000 PLOUTOS_API_KEY=... node signals.mjs
const { PLOUTOS_URL: server = 'http://localhost:5000', PLOUTOS_API_KEY: key } = process.env;

/** The answer's JSON, and the path of the next page or undefined. */
async function get(path) {
  const answer = await fetch(server + path, { headers: key ? { 'X-Api-Key': key } : {} });
  const data = await answer.json();
  if (!answer.ok) throw new Error(data.detail);
  return [data, answer.headers.get('Link')?.match(/<([^>]*)>; rel="next"/)?.[1]];
}

let path = '/api/v7/watchlist?limit=2',
  rows;
while (path) {
  [rows, path] = await get(path);
  for (const { ticker, as_of, prediction } of rows)
    console.log(ticker, as_of, prediction?.signal ?? 'no signal', prediction?.verdict ?? '');
}

const [risk] = await get('/api/v7/risk?ticker=' + rows[0].ticker);
const near = risk.horizons[0];
console.log(`${risk.ticker}: volatility of the next ${near.bars} bars ${(100 * near.volatility).toFixed(1)}% a year`);
