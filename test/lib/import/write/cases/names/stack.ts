// Services, volumes and variables that would like the same name, and some that no program can use.

import {
  App,
  Environment,
  Extension,
  Network,
  Service,
  Stack,
  type StackProps,
  text,
  Variable,
  Volume,
} from 'compose-constructs';
import type { Construct } from 'constructs';

const dbVariable = Variable.optional('DB');

export class Names extends Stack {
  constructor(scope: Construct, id: string, props: StackProps) {
    super(scope, id, props);

    const defaultNetwork = new Network(this, 'default');

    const dbVolume = new Volume(this, 'db');

    const db = new Service(this, 'db', { image: 'postgres' });
    db.join(defaultNetwork);
    db.mount(dbVolume, { at: '/data' });

    const classService = new Service(this, 'class', { image: 'b' });

    const textService = new Service(this, 'text', {
      image: 'a',
      links: [classService.name, `${db.name}:database`],
    });
    textService.startAfter(classService, 'service_started');

    const myApp = new Service(this, 'my-app', { image: 'c' });
    myApp.startAfter(textService, 'service_started');

    const myAppService = new Service(this, 'my_app', { image: 'd' });
    myAppService.startAfter(myApp, 'service_started');

    const service1st = new Service(this, '1st', { image: 'e' });
    service1st.startAfter(myAppService, 'service_started');

    const last = new Service(this, 'last', {
      image: text`f${dbVariable}${dbVariable}${dbVariable}`,
      network_mode: `service:${service1st.name}`,
    });
    last.startAfter(service1st, 'service_started');

    new Extension(this, 'x-__proto__', {
      ['__proto__']: text`*/ ${Variable.of('a')} \` ' "`,
      constructor: 9007199254740993n,
    });
  }
}

const app = new App();
new Names(app, 'names', { environment: Environment.development() });
