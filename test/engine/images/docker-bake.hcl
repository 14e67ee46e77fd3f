# The stand-ins. One target a tag, named like the reference with ':', '.' and '/' as '-'
# (nginx:1.28 -> nginx-1-28), so that exactly the missing tags can be built.
# ../scripts/build-images.sh sets the variables and calls `docker buildx bake`.

# A hash of the recipes: an image whose label differs is built again.
variable "RECIPE" { default = "" }
# The folder with node.tgz, npm.tgz and yarn.tgz, and what is in them.
variable "NPM" { default = "" }
# The folder with the jars of OpenSearch.
variable "OPENSEARCH" { default = "" }
# The folder with the program of SeaweedFS.
variable "SEAWEEDFS" { default = "" }
variable "NODE_VERSION" { default = "" }
variable "YARN_VERSION" { default = "" }

target "_stand-in" {
  labels = {
    "org.opencontainers.image.title" = "Stand-in from Debian packages, not the official image"
    "compose-constructs.stand-in"    = RECIPE
  }
}

# A stand-in is never newer than its tag says: Debian has nginx 1.26 and 1.30.
target "_nginx" {
  inherits = ["_stand-in"]
  context  = "nginx"
  args     = { SUITE = "trixie" }
}
target "nginx-1-26" {
  inherits = ["_nginx"]
  tags     = ["nginx:1.26"]
}
target "nginx-1-27" {
  inherits = ["_nginx"]
  tags     = ["nginx:1.27"]
}
target "nginx-1-28" {
  inherits = ["_nginx"]
  tags     = ["nginx:1.28"]
}
target "nginx-1-30" {
  inherits = ["_nginx"]
  args     = { SUITE = "forky" }
  tags     = ["nginx:1.30"]
}

target "_postgres" {
  inherits = ["_stand-in"]
  context  = "postgres"
}
target "postgres-15" {
  inherits = ["_postgres"]
  args     = { SUITE = "bookworm", PG_MAJOR = "15", PGDATA = "/var/lib/postgresql/data", VOLUME = "/var/lib/postgresql/data" }
  tags     = ["postgres:15"]
}
target "postgres-17" {
  inherits = ["_postgres"]
  args     = { SUITE = "trixie", PG_MAJOR = "17", PGDATA = "/var/lib/postgresql/data", VOLUME = "/var/lib/postgresql/data" }
  tags     = ["postgres:17"]
}
target "postgres-18" {
  inherits = ["_postgres"]
  args     = { SUITE = "forky", PG_MAJOR = "18", PGDATA = "/var/lib/postgresql/18/docker", VOLUME = "/var/lib/postgresql" }
  tags     = ["postgres:18"]
}

target "_mariadb" {
  inherits = ["_stand-in"]
  context  = "mariadb"
}
target "mariadb-10-11" {
  inherits = ["_mariadb"]
  args     = { SUITE = "bookworm" }
  tags     = ["mariadb:10.11"]
}
target "mariadb-11-8" {
  inherits = ["_mariadb"]
  args     = { SUITE = "trixie" }
  tags     = ["mariadb:11.8"]
}

target "node-22-bookworm-slim" {
  inherits = ["_stand-in"]
  context  = "node"
  contexts = { npm = NPM }
  args     = { SUITE = "bookworm", NODE_VERSION = NODE_VERSION, YARN_VERSION = YARN_VERSION }
  tags     = ["node:22-bookworm-slim"]
}

target "_erlang" {
  inherits = ["_stand-in"]
  context  = "erlang"
  args     = { SUITE = "trixie" }
}
target "erlang-27-slim" {
  inherits = ["_erlang"]
  target   = "erlang"
  tags     = ["erlang:27-slim"]
}
target "elixir-1-18-slim" {
  inherits = ["_erlang"]
  target   = "elixir"
  tags     = ["elixir:1.18-slim"]
}

target "busybox-1-37" {
  inherits = ["_stand-in"]
  context  = "busybox"
  args     = { SUITE = "trixie" }
  tags     = ["busybox:1.37"]
}

target "_redis" {
  inherits = ["_stand-in"]
  context  = "redis"
}
target "redis-8-2" {
  inherits = ["_redis"]
  args     = { SUITE = "trixie", PROGRAM = "redis" }
  tags     = ["redis:8.2"]
}
target "valkey-valkey-8-1" {
  inherits = ["_redis"]
  args     = { SUITE = "trixie", PROGRAM = "valkey" }
  tags     = ["valkey/valkey:8.1"]
}
target "memcached-1-6" {
  inherits = ["_stand-in"]
  context  = "memcached"
  args     = { SUITE = "trixie" }
  tags     = ["memcached:1.6"]
}

target "rabbitmq-4-2" {
  inherits = ["_stand-in"]
  context  = "rabbitmq"
  args     = { SUITE = "trixie" }
  tags     = ["rabbitmq:4.2"]
}
target "nats-2-12-alpine" {
  inherits = ["_stand-in"]
  context  = "nats"
  args     = { SUITE = "trixie" }
  tags     = ["nats:2.12-alpine"]
}
target "opensearchproject-opensearch-2-19-1" {
  inherits = ["_stand-in"]
  context  = "opensearch"
  contexts = { opensearch-jars = OPENSEARCH }
  args     = { SUITE = "bookworm" }
  tags     = ["opensearchproject/opensearch:2.19.1"]
}
target "chrislusf-seaweedfs-4-48" {
  inherits = ["_stand-in"]
  context  = "seaweedfs"
  contexts = { seaweedfs = SEAWEEDFS }
  args     = { SUITE = "trixie" }
  tags     = ["chrislusf/seaweedfs:4.48"]
}
target "php-8-4-fpm-trixie" {
  inherits = ["_stand-in"]
  context  = "php"
  args     = { SUITE = "trixie", PHP = "8.4" }
  tags     = ["php:8.4-fpm-trixie"]
}
target "composer-2-10" {
  inherits = ["_stand-in"]
  context  = "composer"
  args     = { SUITE = "trixie" }
  tags     = ["composer:2.10"]
}

target "mongo-8-0" {
  inherits = ["_stand-in"]
  context  = "mongo"
  contexts = { npm = NPM }
  args     = { SUITE = "trixie" }
  tags     = ["mongo:8.0"]
}

target "restic-restic-0-18-1" {
  inherits = ["_stand-in"]
  context  = "restic"
  args     = { SUITE = "trixie" }
  tags     = ["restic/restic:0.18.1"]
}
