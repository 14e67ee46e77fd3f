import { App } from 'compose-constructs';
new App();
async function main(): Promise<void> {
  throw new Error('not today');
}
main();
