/** A Service counts as a writer of a DataVolume, as a construct does. */
import { DataVolume, Image, WebApp } from '../../../constructs';
import { Service, type Stack } from '../../../lib';
import { diagnosticsOf, lineOf } from '../../lib/tree';

const image = 'busybox:1.37';
const found = (build: (stack: Stack, data: DataVolume) => void) =>
  diagnosticsOf((stack) => build(stack, new DataVolume(stack, 'data'))).filter(({ id }) => id === 'second-writer');

describe('a second writer of a DataVolume', () => {
  it('is told for two Services, at the line of the second', () => {
    const told = found((stack, data) => {
      new Service(stack, 'one', { image }).mount(data, { at: '/data' });
      new Service(stack, 'other', { image }).mount(data, { at: '/data' }); // ← second
    });
    expect(told).toMatchObject([{ path: 'shop/data', location: { line: lineOf(__filename, 'second') } }]);
  });

  it('is told for a construct and a Service', () => {
    const told = found((stack, data) => {
      const app = new WebApp(stack, 'app', { image: Image.registry('acme/app:1', { folders: ['/data'] }), port: 80 });
      app.mount(data, { at: '/data' });
      new Service(stack, 'other', { image }).mount(data, { at: '/data' });
    });
    expect(told).toHaveLength(1);
  });

  it('is none that only reads, nor one that mounts the Volume itself, nor the same Service again', () => {
    const told = found((stack, data) => {
      const one = new Service(stack, 'one', { image });
      one.mount(data, { at: '/data' });
      one.mount(data, { at: '/more' });
      new Service(stack, 'reader', { image }).mount(data, { at: '/data', readOnly: true });
      new Service(stack, 'job', { image }).mount(data.volume, { at: '/data' });
    });
    expect(told).toEqual([]);
  });
});
