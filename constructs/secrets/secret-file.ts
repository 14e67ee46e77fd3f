/**
 * @module
 */
import type { Construct } from 'constructs';
import {
  CONSTRUCT,
  ComposeConstruct,
  type ConstructProps,
  type Forms,
  idsBelowStack,
  inspected,
  Secret,
  type SecretProps,
  Stack,
  variableInvalid,
} from '../../lib/core';
import { secretLengthInvalid, secretPathEmpty } from './errors';
import { SecretSource, secretSourceForm } from './secret-source';

/** The properties of a {@link SecretFile}. */
export interface SecretFileProps extends ConstructProps {
  /** Where the value comes from. @default `SecretSource.generated()` */
  readonly source?: SecretSource;
}

const PROPERTIES: Forms<SecretFileProps> = { source: secretSourceForm, ...CONSTRUCT };

/**
 * A secret that only the services that read it see, as a file under `/run/secrets`.
 *
 * @example
 * ```ts
 * const key = new SecretFile(this, 'stripe-key', { source: SecretSource.environment('STRIPE_KEY') });
 * web.readSecret(key, { variable: 'STRIPE_KEY' });
 * ```
 */
export class SecretFile extends ComposeConstruct {
  /** The Compose element. */
  readonly secret: Secret;

  constructor(scope: Construct, id: string, props: SecretFileProps = {}) {
    super(scope, id, props);
    const { source = SecretSource.generated() } = inspected(this, 'SecretFile', props, PROPERTIES, {});
    this.secret = new Secret(this, 'Default', this.#element(source));
  }

  #element(source: SecretSource): SecretProps {
    switch (source.kind) {
      case 'file':
        if (source.file === '') this.report(secretPathEmpty());
        return { file: source.file };
      case 'environment':
        if (!/^[A-Za-z_]\w*$/.test(source.variable)) this.report(variableInvalid(source.variable));
        return { environment: source.variable };
      case 'generated': {
        const { length } = source;
        if (!Number.isInteger(length) || length < 16 || length > 4096) this.report(secretLengthInvalid(length));
        // beside stack.ts and not in synth.out, which anybody may delete: a lost password locks its database
        return { file: `secrets/${Stack.of(this).name}/${idsBelowStack(this)}`, generate: { length } };
      }
    }
  }
}
