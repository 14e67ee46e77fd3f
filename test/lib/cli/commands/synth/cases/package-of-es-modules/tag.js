export const tag = '1.27';
