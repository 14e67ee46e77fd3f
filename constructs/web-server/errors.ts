/**
 * The catalogue of what answers can be given wrong.
 *
 * @module
 */
import type { Problem } from '../../lib/core';

export const corsInvalid = (message: string): Problem => ({
  id: 'cors-invalid',
  message: `Other hosts cannot be let in: ${message}`,
  remedy:
    'Write scheme, host and port of the pages in lower case, such as cors: { origins: ["https://shop.example"] }.',
});
