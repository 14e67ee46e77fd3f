export const image = 'nginx';
