/**
 * @module
 */

/** The maps of a Compose file that elements stand in. */
export type Kind = 'services' | 'networks' | 'volumes' | 'secrets' | 'configs' | 'models';
