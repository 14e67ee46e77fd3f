export const image: string = 'nginx:1.27';
