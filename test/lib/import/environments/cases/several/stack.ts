import { App, Environment, Service, Stack, type StackProps, Variable } from 'compose-constructs';
import type { Construct } from 'constructs';

export class Several extends Stack {
  constructor(scope: Construct, id: string, props: StackProps) {
    super(scope, id, props);

    // the web
    const web = new Service(this, 'web', {
      image: 'web:1',
      environment: { A: '1', B: '2' },
      ports: ['127.0.0.1:8080:80'],
    });

    if (this.environment.name === 'production') {
      web.merge({
        // all of the machine
        environment: {
          B: '3',
          C: Variable.withDefault('C', '4'),
          D: '5', // tuned
        },
        ports: [
          '443:443', // TLS
        ],
        cpus: 2,
      });

      // certificates
      new Service(this, 'acme', { image: 'acme:1', restart: 'always' });
    }
  }
}

const app = new App();
new Several(app, 'several', { environment: Environment.development() });
new Several(app, 'several-production', {
  name: 'several',
  folder: 'several-production',
  // the domain that it answers under, which no Compose file says: put yours
  environment: Environment.production({ domain: 'example.org' }),
});
