/**
 * Names and the password in the variables of a message broker.
 *
 * @module
 */
import type { DatabaseName, QueueFamily, QueueVariables } from '../../images';
import { type ComposeText, isDeferred, partsOf, readKeyValues, Variable } from '../../languages/compose';
import type { PlainMap } from '../../languages/yaml';
import { quoted } from '../../words';
import { type Credentials, literalOrVariable, type OrWhy } from './credentials';

/** The names that a Queue takes. */
const NAME = /^[A-Za-z][\w.-]{0,63}$/;

/** @param service in long syntax */
export function queueLoginOf(
  service: PlainMap,
  { variables: own, decisive, product }: QueueFamily,
): OrWhy<Credentials> {
  if (own === undefined) return { why: `it lets everybody in, and a Queue of ${product} asks for a password` };
  if (service['env_file'] !== undefined) return { why: 'some of its variables are in a file, which env_file names' };
  const read = readKeyValues(service['environment'] ?? {});
  if (!('value' in read)) return { why: 'a variable says which variables it has' };
  const variables = read.value;
  const strange = [...variables.keys()].find((name) => decisive.test(name));
  if (strange !== undefined) return { why: `it sets ${strange}` };
  const user = nameIn(variables, own, 'user');
  if (isWhy(user)) return user;
  const virtualHost = nameIn(variables, own, 'virtualHost');
  if (isWhy(virtualHost)) return virtualHost;
  const password = literalOrVariable(own.password, variables.get(own.password) ?? own.usual.password);
  if ('why' in password) return password;
  const node = nodeOf(service, own);
  if ('why' in node) return node;
  const said = [own.user, own.password, own.virtualHost];
  return {
    names: { user, ...(virtualHost !== own.usual.virtualHost && { virtualHost }) },
    password,
    others: { ...Object.fromEntries([...variables].filter(([name]) => !said.includes(name))), ...node.variable },
    kept: [],
    changes: node.changes,
  };
}

/** The name that the data stands under. */
function nodeOf(
  { hostname }: PlainMap,
  { node }: QueueVariables,
): OrWhy<{ readonly variable: PlainMap; readonly changes: readonly string[] }> {
  if (hostname === undefined || hostname === null) {
    const changes = [
      'Starts with no messages once: they were kept under the name of its container, which each new one changed.',
    ];
    return { variable: {}, changes };
  }
  if (typeof hostname !== 'string' || !/^[\w-]+$/.test(hostname)) return { why: 'its host name is more than one word' };
  return { variable: { [node.name]: `${node.before}${hostname}` }, changes: [] };
}

function nameIn(
  variables: ReadonlyMap<string, ComposeText | null>,
  own: QueueVariables,
  of: 'user' | 'virtualHost',
): OrWhy<DatabaseName> {
  const said = variables.get(own[of]);
  if (said === null) return Variable.of(own[of]);
  if (said === undefined || said === '') return own.usual[of];
  if (isDeferred(said)) {
    const [only, ...more] = partsOf(said);
    if (only !== undefined && typeof only !== 'string' && more.length === 0) return Variable.from(only);
    return { why: `${own[of]} is a text with a variable in it` };
  }
  const isFine = NAME.test(said) || said === own.usual[of];
  return isFine ? said : { why: `${own[of]} is ${quoted(said)}, which a URL would have to quote` };
}

function isWhy(answer: OrWhy<DatabaseName>): answer is { readonly why: string } {
  return typeof answer === 'object' && 'why' in answer;
}
