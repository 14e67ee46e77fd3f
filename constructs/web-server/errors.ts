/**
 * The catalogue of what answers can be given wrong.
 *
 * @module
 */
import type { DiagnosticProps } from '../../lib/core';

export const corsInvalid = (message: string): DiagnosticProps => ({
  id: 'cors-invalid',
  message: `Other hosts cannot be let in: ${message}`,
  remedy:
    'Write scheme, host and port of the pages in lower case, such as cors: { origins: ["https://shop.example"] }.',
});
