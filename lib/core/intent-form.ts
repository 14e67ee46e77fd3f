/**
 * The form of an intent: authors of constructs record them, perhaps without types.
 *
 * @module
 */
import { boolean, form, number, optional, record, string, strings, union, words } from './form';

const NOUN = "an intent, such as { kind: 'job', service: service.name }";
const KIND = form('a kind of intent', () => true);

const ANSWER = form('an answer by a service, a volume or a redirect', (value) => {
  const by = typeof value === 'object' && value !== null && 'by' in value ? value.by : undefined;
  return ANSWERS[String(by)]?.mistakesIn(value).length === 0;
});

const ANSWERS: Readonly<Record<string, ReturnType<typeof record>>> = {
  service: record(NOUN, { by: KIND, service: string, port: number, stripPrefix: boolean }),
  volume: record(NOUN, { by: KIND, volume: string, folder: string }),
  redirect: record(NOUN, { by: KIND, to: string, permanent: boolean }),
};

const ENGINE = record('a product and its version', { product: string, version: string });

export const intentForm = union(NOUN, {
  route: record(NOUN, { kind: KIND, proxy: string, host: string, path: string, url: string, answer: ANSWER }),
  connection: record(NOUN, { kind: KIND, from: string, to: string, network: string, variables: strings }),
  reach: record(NOUN, { kind: KIND, from: strings, service: string }),
  job: record(NOUN, { kind: KIND, service: string }),
  schedule: record(NOUN, { kind: KIND, service: string, times: string, timeZone: optional(string), now: words }),
  task: record(NOUN, {
    kind: KIND,
    name: string,
    service: string,
    like: string,
    command: words,
    description: optional(string),
    comesFirst: optional(boolean),
  }),
  data: record(NOUN, { kind: KIND, volume: string, engine: optional(ENGINE) }),
  secret: record(NOUN, { kind: KIND, service: string, secret: string, variable: string }),
});
