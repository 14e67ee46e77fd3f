/**
 * The seed of property tests, where the environment names one: continuous integration tries the same cases in each run,
 * and whoever runs the tests without it tries new ones.
 */
const seed = process.env['PROPERTY_SEED'];
if (seed !== undefined && seed !== '') {
  // loaded only where a seed is named: most test files have no property
  const { configureGlobal }: typeof import('fast-check') = require('fast-check');
  configureGlobal({ seed: Number(seed) });
}
