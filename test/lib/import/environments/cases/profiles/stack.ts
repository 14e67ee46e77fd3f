import { App, Environment, Service, Stack, type StackProps } from 'compose-constructs';
import type { Construct } from 'constructs';

export class Profiles extends Stack {
  constructor(scope: Construct, id: string, props: StackProps) {
    super(scope, id, props);

    const web = new Service(this, 'web', { image: 'web:1' });

    const tests = new Service(this, 'tests', { image: 'tests:1' });
    tests.startAfter(web, 'service_started');

    const docs = new Service(this, 'docs', { image: 'docs:1', profiles: ['docs'] });

    if (this.environment.name === 'ci') {
      tests.merge({ profiles: ['ci'] });

      docs.merge({ profiles: ['ci'] });
    }
  }
}

const app = new App();
new Profiles(app, 'profiles', { environment: Environment.development({ name: 'ci' }) });
new Profiles(app, 'profiles-development', {
  name: 'profiles',
  folder: 'profiles-development',
  environment: Environment.development(),
});
