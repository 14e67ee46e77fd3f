/**
 * Versions of a server that do not read each other's data, and the way from one to another.
 *
 * @module
 */
import { parseReference } from './facts';
import { familyOf } from './known';

/** A version of a server that does not simply read the data of another one. */
export interface UpgradeNeed {
  /** The version that wrote the data: `PostgreSQL 15`. */
  readonly from: string;
  /** The version that shall read it. */
  readonly to: string;
  /** Why it does not, as a sentence. */
  readonly why: string;
  /** The remedy, as sentences. */
  way(place: UpgradePlace): string;
}

/** Where the data is. */
export interface UpgradePlace {
  readonly service: string;
  /** Name of the volume on the engine. */
  readonly volume: string;
}

/** A version: `[8, 4]` of `8.4`. */
type Version = readonly [major: number, minor: number];

interface Step {
  readonly from: Version;
  readonly to: Version;
  readonly fromName: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

type Rule = (step: Step) => Pick<UpgradeNeed, 'why' | 'way'> | undefined;

/**
 * The work before a server starts on the data of another version. It is undefined where there is none, or nobody knows.
 *
 * @param before image that wrote the data
 * @param now image that shall read it
 * @param variables of the new container
 */
export function upgradeNeed(
  before: string,
  now: string,
  variables: Readonly<Record<string, unknown>>,
): UpgradeNeed | undefined {
  const [old, fresh] = [versionOf(before), versionOf(now)];
  if (!old || !fresh || old.id !== fresh.id) return undefined;
  const step = { from: old.version, to: fresh.version, fromName: old.name, variables };
  const need = compared(old.version, fresh.version) === 0 ? undefined : RULES[old.id]?.(step);
  return need && { from: old.name, to: fresh.name, ...need };
}

interface Released {
  readonly id: string;
  readonly name: string;
  readonly version: Version;
}

function versionOf(reference: string): Released | undefined {
  const family = familyOf(reference);
  const image = family?.dataOf(reference);
  if (!family || !image) return undefined;
  const { tag } = parseReference(reference);
  // tags of images with PostgreSQL in them may begin with another version; those too old for facts have it alone
  const named = / v?(\d+)(?:\.(\d+))?$/.exec(image.name);
  const [, major, minor] = named ?? (family.id === 'postgres' ? [] : (/^v?(\d+)(?:\.(\d+))?/.exec(tag) ?? []));
  if (major === undefined) return undefined;
  const name = named
    ? image.name
    : `${family.product} ${[major, minor].filter((part) => part !== undefined).join('.')}`;
  return { id: family.id, name, version: [Number(major), Number(minor ?? '-1')] };
}

/** A version without its minor part may be any of that major version. */
function compared([major, minor]: Version, [otherMajor, otherMinor]: Version): number {
  if (major !== otherMajor) return major - otherMajor;
  return minor < 0 || otherMinor < 0 ? 0 : minor - otherMinor;
}

/** Copies everything out of the old server and into the new one. */
const dumped =
  (dump: string, restore: string): UpgradeNeed['way'] =>
  ({ service, volume }) =>
    [
      `While the old container runs, copy the data: \`docker compose exec -T ${service} ${dump} >${service}.dump\`.`,
      `Look at that file, then remove the old data: \`docker compose rm --stop --force ${service}\` and \`docker volume rm ${volume}\`.`,
      `Start the new version, and restore: \`docker compose exec -T ${service} ${restore} <${service}.dump\`.`,
    ].join(' ');

const back = (fromName: string): Pick<UpgradeNeed, 'why' | 'way'> => ({
  why: 'An older version does not read the data of a newer one.',
  way: ({ volume }) =>
    `Go back to ${fromName}, or restore a backup of the older version into an empty volume instead of ${volume}.`,
});

/** https://dev.mysql.com/doc/refman/9.7/en/mysql-releases.html */
const MYSQL_LONG_TERM: readonly Version[] = [
  [8, 0],
  [8, 4],
  [9, 7],
];

const RULES: Readonly<Record<string, Rule>> = {
  // https://www.postgresql.org/docs/current/upgrading.html
  postgres: ({ from, to }) =>
    from[0] === to[0]
      ? undefined
      : {
          why: 'Each major version of PostgreSQL reads its own data alone, and refuses to start with other data.',
          way: dumped(
            `sh -c 'exec pg_dumpall --username "$POSTGRES_USER"'`,
            `sh -c 'exec psql --quiet --username "$POSTGRES_USER" --dbname postgres'`,
          ),
        },
  // https://dev.mysql.com/doc/refman/8.4/en/upgrade-paths.html and …/downgrading.html
  mysql: ({ from, to, fromName }) => {
    if (compared(to, from) < 0) return back(fromName);
    const between = MYSQL_LONG_TERM.filter((one) => compared(one, from) > 0 && compared(to, one) > 0);
    if (between.length === 0) return undefined;
    return {
      why: 'MySQL takes data of the long-term version before its own, and of nothing older.',
      way: () =>
        `Start ${between.map((one) => one.join('.')).join(', then ')} once on this data. Make a backup before: there is no way back.`,
    };
  },
  // it upgrades by itself where it may: https://mariadb.com/kb/en/downgrading-between-major-versions-of-mariadb/
  mariadb: ({ from, to, fromName }) => (compared(to, from) < 0 ? back(fromName) : undefined),
  // https://www.mongodb.com/docs/manual/release-notes/8.0-upgrade-standalone/
  mongodb: ({ from, to, fromName }) => {
    if (compared(to, from) < 0) return back(fromName);
    if (from[0] === to[0]) return undefined;
    return {
      why: 'MongoDB takes data of the major version before its own, and only if its features are those of that version.',
      way: ({ service }) =>
        `Go one major version at a time. Before each step, the old server must answer ${JSON.stringify(`${from[0]}.0`)} to \`db.adminCommand({ getParameter: 1, featureCompatibilityVersion: 1 })\`. After it, run \`db.adminCommand({ setFeatureCompatibilityVersion: "${from[0] + 1}.0", confirm: true })\` in ${service}. Make a backup before.`,
    };
  },
  // https://www.elastic.co/docs/deploy-manage/upgrade/deployment-or-cluster
  elasticsearch: (step) => throughLastMinor(step, { 7: 17, 8: 19 }),
  // https://docs.opensearch.org/latest/migrate-or-upgrade/
  opensearch: (step) => throughLastMinor(step, { 1: 3, 2: 19 }),
  // https://www.meilisearch.com/docs/learn/update_and_migration/updating
  meilisearch: ({ from, to, fromName, variables }) => {
    if (compared(to, from) < 0) return back(fromName);
    const setting = to[1] >= 51 ? 'MEILI_UPGRADE_DB' : 'MEILI_EXPERIMENTAL_DUMPLESS_UPGRADE';
    if (variables[setting] === 'true') return undefined;
    return {
      why: 'Each version of Meilisearch refuses the data of every other one.',
      way: () =>
        `Make a backup, then let it upgrade its data: settings: { ${setting}: 'true' }. Take that out again when it runs.`,
    };
  },
  // https://www.rabbitmq.com/docs/upgrade#rabbitmq-version-upgradability and …/docs/feature-flags
  rabbitmq: ({ from, to, fromName }) => {
    if (compared(to, from) < 0) return back(fromName);
    const isFar = from[0] === to[0] ? to[1] === 3 && from[1] >= 0 && from[1] < 2 : to[1] > 2;
    return {
      why: isFar
        ? 'RabbitMQ 4.3 takes data of 4.2, and of nothing older.'
        : 'RabbitMQ refuses data of a version whose stable features are not all switched on.',
      way: ({ service }) =>
        `${isFar ? 'Go to 4.2 first. ' : ''}While the old container runs: \`docker compose exec ${service} rabbitmqctl enable_feature_flag all\`. Make a backup of the volume before.`,
    };
  },
  // https://redis.io/docs/latest/operate/oss_and_stack/install/upgrade/
  redis: ({ from, to, fromName }) => (compared(to, from) < 0 ? back(fromName) : undefined),
  valkey: ({ from, to, fromName }) => (compared(to, from) < 0 ? back(fromName) : undefined),
};

/** A new major version reads what the last minor version before it has written. @param last minor version of each major one */
function throughLastMinor({ from, to, fromName }: Step, last: Readonly<Record<number, number>>): ReturnType<Rule> {
  if (compared(to, from) < 0) return back(fromName);
  const minor = last[from[0]];
  const isStep =
    from[0] === to[0] || (to[0] === from[0] + 1 && (minor === undefined || from[1] < 0 || from[1] >= minor));
  if (isStep) return undefined;
  const between = Object.entries(last).filter(([major]) => Number(major) >= from[0] && Number(major) < to[0]);
  const versions = between.map(([major, one]) => `${major}.${one}`).join(', then ');
  return {
    why: 'A new major version reads what the last minor version before it has written, and nothing older.',
    way: () =>
      `Start ${versions} once on this data, and let its migration check find nothing. Make a snapshot before: there is no way back.`,
  };
}
