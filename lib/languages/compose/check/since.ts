/**
 * The first release of Docker Compose that knows a property, a kind of value or a word.
 *
 * Derived once from all 128 releases from 2.0.0 to 5.5.0, without release candidates. The `go.mod` of each names its
 * release of compose-go, whose `schema/compose-spec.json` defines the accepted properties. Each row is a place that
 * schema.json beside this file allows and the schema of 2.0.0 did not. It names the first release from which all allow
 * it. A row is left out where the row of a parent says the same. Rows are:
 *
 * - `services.*.attach`: the property, in any form
 * - `services.*.devices[] map`: one kind of value, where others are older
 * - `services.*.develop.watch[].action=restart`: one word; a final `*` stands for any rest
 * - `services.*.depends_on.*.x-`: extensions in that map
 *
 * These facts come from the source of the releases, because the schemas lack them:
 *
 * - Strings at the places of `loader/interpolate.go` become numbers and booleans before the schema is applied. So a
 *   release accepts a string there once it lists the place.
 * - `include` was in a schema one release before any code read it. So was a string as the mode of a build's secret.
 * - `develop` took any key at first, and ignored what it did not know; that counts as not knowing it.
 * - `pull_policy` went from a list of words to a pattern; the rows name what the list did not hold.
 *
 * Each row was then tried, one project a row, with the loaders of 2.17.3, 2.20.3, 2.26.1, 2.29.0, 2.30.0, 2.33.1,
 * 2.34.0, 2.36.2, 2.40.3 and 5.0.0. They agree, but for what `develop` ignored, and for `mem_swappiness`, which took
 * strings before 2.23 and again from 2.29 on. A row describes the releases of Docker. Some distributions build an old
 * Compose with a newer compose-go: Debian's 2.26.1 accepts most additions until 2.33.
 *
 * @see https://github.com/docker/compose/tags
 * @see https://github.com/compose-spec/compose-go/blob/main/schema/compose-spec.json
 * @module
 */

export const SINCE: Readonly<Record<string, string>> = {
  'configs.*.content': '2.23.1',
  'configs.*.environment': '2.23.1',
  include: '2.20',
  models: '2.38',
  name: '2.3',
  'networks.*.enable_ipv4': '2.33',
  'networks.*.enable_ipv6 string': '2.1',
  'secrets.*.environment': '2.6',
  'services.*.annotations': '2.18',
  'services.*.attach': '2.20',
  'services.*.attach string': '2.29',
  'services.*.build.additional_contexts': '2.17',
  'services.*.build.cache_to': '2.4',
  'services.*.build.dockerfile_inline': '2.17',
  'services.*.build.entitlements': '2.27',
  'services.*.build.extra_hosts.* list': '2.29.3',
  'services.*.build.no_cache': '2.4',
  'services.*.build.no_cache string': '2.29',
  'services.*.build.no_cache_filter': '5.0',
  'services.*.build.platforms': '2.10',
  'services.*.build.privileged': '2.15',
  'services.*.build.privileged string': '2.29',
  'services.*.build.provenance': '2.39',
  'services.*.build.pull': '2.4',
  'services.*.build.pull string': '2.29',
  'services.*.build.sbom': '2.39',
  'services.*.build.secrets': '2.5',
  'services.*.build.secrets[].mode string': '2.34',
  'services.*.build.ssh': '2.4',
  'services.*.build.tags': '2.5.1',
  'services.*.build.ulimits': '2.23.1',
  'services.*.cgroup': '2.16',
  'services.*.command null': '2.17.1',
  'services.*.depends_on.*.required': '2.20',
  'services.*.depends_on.*.restart': '2.17',
  'services.*.depends_on.*.restart string': '2.29',
  'services.*.depends_on.*.x-': '2.29',
  'services.*.deploy.resources.limits.pids': '2.3',
  'services.*.deploy.resources.limits.pids string': '2.29',
  'services.*.deploy.resources.reservations.generic_resources[].discrete_resource_spec.value string': '2.29',
  'services.*.develop': '2.22',
  'services.*.develop.watch[].action=restart': '2.32',
  'services.*.develop.watch[].action=sync+exec': '2.32',
  'services.*.develop.watch[].action=sync+restart': '2.23',
  'services.*.develop.watch[].exec': '2.32',
  'services.*.develop.watch[].ignore string': '2.34',
  'services.*.develop.watch[].include': '2.34',
  'services.*.develop.watch[].initial_sync': '2.39.4',
  'services.*.devices[] map': '2.29.3',
  'services.*.entrypoint null': '2.17.1',
  'services.*.env_file[] map': '2.24',
  'services.*.env_file[].format': '2.30',
  'services.*.env_file[].required string': '2.29',
  'services.*.extra_hosts.* list': '2.29.3',
  'services.*.gpus': '2.30',
  'services.*.gpus string': '2.33',
  'services.*.healthcheck.start_interval': '2.20.2',
  'services.*.label_file': '2.32',
  'services.*.mem_swappiness string': '2.29',
  'services.*.models': '2.38',
  'services.*.models.* null': '2.40.3',
  'services.*.models.*.model_var': '2.38.1',
  'services.*.networks.*.driver_opts': '2.27.1',
  'services.*.networks.*.gw_priority': '2.33',
  'services.*.networks.*.interface_name': '2.36',
  'services.*.networks.*.mac_address': '2.23.2',
  'services.*.ports[].app_protocol': '2.25',
  'services.*.ports[].name': '2.25',
  'services.*.post_start': '2.30',
  'services.*.pre_start': '5.3',
  'services.*.pre_stop': '2.30',
  'services.*.provider': '2.35',
  'services.*.provider.options.* boolean': '2.36.1',
  'services.*.provider.options.* list': '2.36.1',
  'services.*.pull_policy=daily': '2.34',
  'services.*.pull_policy=every_*': '2.34',
  'services.*.pull_policy=refresh': '2.34',
  'services.*.pull_policy=weekly': '2.34',
  'services.*.pull_refresh_after': '2.34',
  'services.*.storage_opt': '2.0.1',
  'services.*.use_api_socket': '2.37.2',
  'services.*.uts': '2.15.1',
  'services.*.volumes[].bind.create_host_path string': '2.29',
  'services.*.volumes[].bind.recursive': '2.30',
  'services.*.volumes[].bind.selinux': '2.3',
  'services.*.volumes[].image': '2.35',
  'services.*.volumes[].tmpfs.mode': '2.14',
  'services.*.volumes[].tmpfs.size string': '2.0.1',
  'services.*.volumes[].volume.labels': '2.35',
  'services.*.volumes[].volume.subpath': '2.25',
};
