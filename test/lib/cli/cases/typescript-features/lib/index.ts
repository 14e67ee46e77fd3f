export { postgres } from './postgres';
