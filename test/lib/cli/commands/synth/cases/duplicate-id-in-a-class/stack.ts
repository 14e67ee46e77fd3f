import { Construct } from 'constructs';
import { App, Environment, Stack } from 'compose-constructs';

class Part extends Construct {
  constructor(scope: Construct, id: string, readonly size = 1) {
    super(scope, id);
  }
}
class Bigger extends Part {}

class Shop extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id, { environment: Environment.development() });
    new Bigger(this, 'part');
    new Bigger(this, 'part');
  }
}

new Shop(new App(), 'shop');
