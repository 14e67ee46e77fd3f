import { readFile } from 'node:fs/promises';
import { request } from 'node:http';
import { config } from './config.js';

/** Asks the core for something, with the key. `fetch` lets nobody choose the host's name. @returns its status and text */
async function ask(path, body) {
  const key = (await readFile(config.keyFile, 'utf8')).trim();
  const headers = { Host: config.core.host, 'X-Api-Key': key, 'Content-Type': 'application/json' };
  return new Promise((resolve, reject) => {
    const call = request(
      new URL(path, config.core.url),
      { method: 'POST', headers, timeout: 10_000 },
      async (answer) => {
        let text = '';
        for await (const chunk of answer.setEncoding('utf8')) text += chunk;
        resolve({ status: answer.statusCode ?? 0, text });
      },
    );
    call.on('timeout', () => call.destroy(new Error('the core does not answer')));
    call.on('error', reject);
    call.end(JSON.stringify(body));
  });
}

/** Registers this module with the core, as often as one likes. */
export async function register() {
  const { code, name, url } = config;
  const { status, text } = await ask('/api/registerMicroservice', { code, name, url });
  if (status !== 200) throw new Error(`the core answers ${status}: ${text}`);
}
