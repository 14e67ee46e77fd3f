/**
 * Apps that speak FastCGI, and their web servers: one for each way to serve an app.
 *
 * @module
 */
import type { IConstruct } from 'constructs';
import type { FastCgi } from '../../image';
import { type FastCgiApp, ScriptSite, type Scripts } from './site';

/** Facts of an app's image; undefined for anything that speaks no FastCGI. */
export function fastCgiOf(candidate: IConstruct): FastCgi | undefined {
  const { props } = candidate as { readonly props?: { readonly image?: { readonly fastcgi?: FastCgi } } }; // any construct
  return props?.image?.fastcgi;
}

/** Whether a construct is an app with one address, whatever it speaks. */
export function isApp(candidate: IConstruct): candidate is FastCgiApp {
  return 'service' in candidate && 'network' in candidate && 'port' in candidate;
}

const sites = new WeakMap<IConstruct, Map<string, ScriptSite>>();

/** The web server of an app for these scripts. */
export function siteOf(app: FastCgiApp, fastcgi: FastCgi, scripts: Scripts): ScriptSite {
  const own = sites.get(app) ?? new Map<string, ScriptSite>();
  sites.set(app, own);
  const key = JSON.stringify([scripts.root, scripts.index, scripts.fallback]);
  const id = own.size === 0 ? 'site' : `site-${own.size + 1}`;
  const site = own.get(key) ?? new ScriptSite(app, id, { ...scripts, app, fastcgi });
  own.set(key, site);
  return site;
}
