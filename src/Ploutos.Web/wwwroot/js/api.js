// Calls of the server's API. What goes wrong is an Error whose message is the server's own sentence: what is wrong and what to do.
import { word } from './words.js';

const token = document.querySelector('meta[name="csrf-token"]').content;

export async function call(method, address, body) {
  const options = { method, headers: { Accept: 'application/json' } };
  if (method !== 'GET') options.headers['X-CSRF-Token'] = token;
  if (body !== undefined) {
    const isFile = body instanceof Blob;
    options.headers['Content-Type'] = isFile ? 'application/octet-stream' : 'application/json';
    options.body = isFile ? body.slice(0, body.size, '') : JSON.stringify(body);
  }
  let answer;
  try {
    answer = await fetch(address, options);
  } catch {
    throw new Error(word('offline'));
  }
  const data = answer.headers.get('Content-Type')?.includes('json') ? await answer.json() : null;
  if (!answer.ok)
    throw Object.assign(new Error(data?.detail ?? data?.title ?? word('failed', answer.status)), {
      status: answer.status,
      problem: data,
    });
  return data;
}

export const get = address => call('GET', address);

/** A question that is asked when its answer is first needed, and again where it failed. */
export function once(ask) {
  let answer = null;
  return () =>
    (answer ??= ask().catch(error => {
      answer = null;
      throw error;
    }));
}

/** A part of a page, made by the server in the reader's language. */
export async function part(address) {
  let answer;
  try {
    answer = await fetch(address, { headers: { Accept: 'text/html' } });
  } catch {
    throw new Error(word('offline'));
  }
  if (!answer.ok || answer.redirected) throw new Error(word('failed', answer.status));
  return answer.text();
}
