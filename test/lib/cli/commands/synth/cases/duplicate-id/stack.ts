import { Construct } from 'constructs';
import { App, Environment, Stack } from 'compose-constructs';

class Part extends Construct {}

const app = new App();
const stack = new Stack(app, 'shop', { environment: Environment.development() });
new Part(stack, 'part');
new Part(stack, 'part');
