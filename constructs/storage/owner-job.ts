/**
 * @module
 */
import type { Construct } from 'constructs';
import { type MountingService, report, Service, type Volume } from '../../lib/core';
import { hardened } from '../hardening';
import { ownerImageMissing } from './errors';

/** A user of a container, by number. */
export interface VolumeUser {
  readonly uid: number;
  readonly gid: number;
}

/**
 * Gives the top folder of a volume its owner and mode before anybody uses it. The job has the image of the first service
 * that mounts the volume, so nothing is pulled for it. It has no network, and three capabilities. Without FSETID the
 * kernel drops the set-group-id bit, https://man7.org/linux/man-pages/man7/capabilities.7.html.
 */
export class OwnerJob {
  #job: Service | undefined;

  constructor(
    private readonly scope: Construct,
    private readonly volume: Volume,
    private readonly owner: VolumeUser,
    private readonly mode: number,
  ) {
    volume.whenMounted((service, at) => this.#before(service, at));
  }

  #before(service: MountingService, at: string): void {
    if (service === this.#job) return;
    this.#job ??= this.#make(service, at);
    service.startAfter(this.#job, 'service_completed_successfully');
  }

  /** @param at where the first service mounts it: the engine fills a new volume from that folder of the image */
  #make(first: MountingService, at: string): Service {
    const { scope, owner, mode } = this;
    const { made } = first;
    if (made.image === undefined) report(scope, ownerImageMissing(this.volume.name));
    const folder = `"$1"`;
    const script = `chown ${owner.uid}:${owner.gid} ${folder}\nchmod ${mode.toString(8).padStart(4, '0')} ${folder}`;
    const job = new Service(scope, 'owner', {
      ...made,
      entrypoint: ['/bin/sh', '-ec', script, 'owner', at],
      user: '0:0',
      network_mode: 'none',
      ...hardened(scope, { memory: '64m', capabilities: ['CHOWN', 'FOWNER', 'FSETID'], ends: true }),
    });
    this.#job = job; // its own mount is noticed, too
    job.mount(this.volume, { at });
    return job;
  }
}
