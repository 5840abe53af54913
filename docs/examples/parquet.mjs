// Reads a file of `ploutos data export --format parquet` with DuckDB and with polars.
//
//     npm install @duckdb/node-api nodejs-polars
//     node parquet.mjs bars/NVDA.parquet
import { DuckDBInstance } from '@duckdb/node-api';
import pl from 'nodejs-polars';

const file = process.argv[2];
const duck = await (await DuckDBInstance.create()).connect();
const rows = await duck.runAndReadAll(
  `SELECT count(*)::INT, min("Date")::VARCHAR, max("Date")::VARCHAR, avg("Close") FROM '${file}'`
);
console.log('duckdb', ...rows.getRows()[0]);
const frame = pl.readParquet(file);
console.log('polars', frame.height, frame.getColumn('Close').mean(), frame.schema);
