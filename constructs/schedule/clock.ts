/**
 * The times of a schedule, worked out in a shell with nothing but `date`.
 *
 * @module
 */
import { singleQuoted } from '../../lib/languages/shell';
import type { Cron } from './cron';
import type { Schedule } from './schedule';
import { posixZone } from './zone';

/** More days than there ever are between two days of a schedule: 29 February misses the year 2100. */
const SEARCH = 3000;

/**
 * Functions for a script: `next MOMENT` is the first time after a moment, and `shown MOMENT` a moment for people. Moments
 * are seconds since 1970.
 *
 * @param timeZone of its clock, which has to be one
 */
export function clockScript(schedule: Schedule, timeZone: string): string {
  const parts = [zone(timeZone), SHOWN];
  if (schedule.kind === 'every') parts.push(`next() { echo $(($1 + ${schedule.seconds})); }\n`);
  else parts.push(AHEAD, day(schedule.times), next(schedule.times));
  return parts.join('\n');
}

/** An image without the database of time zones takes the rules. One that has neither must not take UTC silently. */
function zone(name: string): string {
  const rules = name === 'UTC' ? 'UTC0' : posixZone(name);
  const otherwise =
    rules === undefined
      ? `{ echo "This image lacks /usr/share/zoneinfo/$zone: install the package tzdata." >&2; exit 1; }`
      : `zone=${singleQuoted(rules)}`;
  return `zone=${singleQuoted(name)}
[ -e "/usr/share/zoneinfo/$zone" ] || ${otherwise}
`;
}

const SHOWN = `shown() { TZ=$zone date -d "@$1" '+%Y-%m-%d %H:%M:%S %z'; }
`;

const AHEAD = `# How many seconds the clock is ahead of UTC at a moment.
ahead() {
  set -- "$(TZ=$zone date -d "@$1" +%z)"
  set -- "\${1%????}" "\${1#?}"
  set -- "$1" "\${2%??}" "\${2#??}"
  ahead=$((\${1}1 * (\${2#0} * 3600 + \${3#0} * 60)))
}
`;

/** The calendar: https://howardhinnant.github.io/date_algorithms.html#civil_from_days. */
function day({ days, months, weekdays, isEither }: Cron): string {
  const fits = (variable: string, numbers: readonly number[]): string =>
    `case ' ${numbers.join(' ')} ' in *" $${variable} "*) ;; *) return 1 ;; esac`;
  const number = fits('number', days);
  const weekday = fits('weekday', weekdays);
  return `# Whether a day since 1970 is one of the schedule.
fits() {
  weekday=$((($1 + 4) % 7))
  rest=$((($1 + 719468) % 146097))
  year=$(((rest - rest / 1460 + rest / 36524 - rest / 146096) / 365))
  rest=$((rest - 365 * year - year / 4 + year / 100))
  month=$(((5 * rest + 2) / 153))
  number=$((rest - (153 * month + 2) / 5 + 1))
  month=$((month < 10 ? month + 3 : month - 9))
  ${fits('month', months)}
  ${isEither ? `${number.replace('return 1', weekday)}` : `${number}\n  ${weekday}`}
}
`;
}

/**
 * An hourly schedule follows real hours when the clock is changed. Any other runs once. A time that the clock leaves out
 * is as long after midnight as ever. Of a time that comes twice, the first one counts.
 */
function next({ minutes, hours }: Cron): string {
  const isHourly = hours.length === 24;
  const moments = isHourly
    ? `for moment in $((clock - early)) $((clock - late)); do
            if [ "$moment" -lt "$change" ]; then [ "$moment" = $((clock - early)) ]; else [ "$moment" = $((clock - late)) ]; fi || continue`
    : `for moment in $((clock - early)); do
            [ "$moment" -lt "$change" ] || [ $((clock - late)) -lt "$change" ] || moment=$((clock - late))`;
  return `next() (
  ahead "$1"
  day=$((($1 + ahead) / 86400))
  last=$((day + ${SEARCH}))
  while [ "$day" -le "$last" ]; do
    if fits "$day"; then
      # all of this day, wherever on earth
      low=$((day * 86400 - 54000))
      change=$((day * 86400 + 133200))
      ahead "$low"
      early=$ahead
      ahead "$change"
      late=$ahead
      while [ "$early" != "$late" ] && [ $((change - low)) -gt 1 ]; do
        middle=$(((low + change) / 2))
        ahead "$middle"
        if [ "$ahead" = "$early" ]; then low=$middle; else change=$middle; fi
      done
      first=
      for hour in ${hours.join(' ')}; do
        for minute in ${minutes.join(' ')}; do
          clock=$((day * 86400 + hour * 3600 + minute * 60))
          ${moments}
            if [ "$moment" -gt "$1" ] && { [ -z "$first" ] || [ "$moment" -lt "$first" ]; }; then first=$moment; fi
          done
        done
        # on the day of a change a later time of the clock may come first
        [ -z "$first" ] || [ "$early" != "$late" ] || break
      done
      if [ -n "$first" ]; then echo "$first"; return; fi
    fi
    day=$((day + 1))
  done
)
`;
}
