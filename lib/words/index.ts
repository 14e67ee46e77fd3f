/**
 * Messages in plain English: how names, values and lists stand in a sentence, and the word that somebody probably meant.
 *
 * @module
 */

export { nearest } from './nearest';
export { anyOf, capital, withArticle } from './phrase';
export { excerpt, inWords, isClass, quoted, quotedList, shown } from './quoted';
