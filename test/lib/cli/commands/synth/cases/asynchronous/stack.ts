import { App, Environment, Service, Stack } from 'compose-constructs';
async function main(): Promise<void> {
  const { image } = await import('./image');
  await new Promise((resolve) => setTimeout(resolve, 20));
  const app = new App();
  const stack = new Stack(app, 'shop', { environment: Environment.development() });
  new Service(stack, 'web', { image: image });
}
main();
