/**
 * The names that frameworks read for a RabbitMQ.
 *
 * @module
 */
import type { ConnectionDetail, FrameworkWords } from '../../lib/core';

interface Broker {
  readonly host: string;
  readonly port: string;
  readonly user: string;
  readonly virtualHost: string;
  readonly password: ConnectionDetail;
  /** @param end further part of the path */
  url(end?: string): ConnectionDetail;
}

export function wordsOf(broker: Broker, prefix: string | undefined): FrameworkWords {
  const { host, port, user, virtualHost, password, url } = broker;
  const spring = prefix ?? 'SPRING_RABBITMQ';
  const laravel = prefix ?? 'RABBITMQ';
  return {
    // https://docs.spring.io/spring-boot/reference/messaging/amqp.html
    spring: {
      [`${spring}_HOST`]: host,
      [`${spring}_PORT`]: port,
      [`${spring}_USERNAME`]: user,
      [`${spring}_PASSWORD`]: password,
      [`${spring}_VIRTUAL_HOST`]: virtualHost,
    },
    // https://github.com/vyuldashev/laravel-queue-rabbitmq#configuration
    laravel: {
      [`${laravel}_HOST`]: host,
      [`${laravel}_PORT`]: port,
      [`${laravel}_USER`]: user,
      [`${laravel}_PASSWORD`]: password,
      [`${laravel}_VHOST`]: virtualHost,
    },
    // https://symfony.com/doc/current/messenger.html#amqp-transport
    symfony: { [`${prefix ?? 'MESSENGER_TRANSPORT'}_DSN`]: url('/messages') },
    // https://docs.celeryq.dev/en/stable/getting-started/backends-and-brokers/rabbitmq.html
    django: { [`${prefix ?? 'CELERY_BROKER'}_URL`]: url() },
    // Bunny: http://rubybunny.info/articles/connecting.html
    rails: { [`${prefix ?? 'RABBITMQ'}_URL`]: url() },
    // https://learn.microsoft.com/en-us/dotnet/aspire/messaging/rabbitmq-integration
    dotnet: { [`ConnectionStrings__${prefix ?? 'RabbitMQ'}`]: url() },
  };
}
