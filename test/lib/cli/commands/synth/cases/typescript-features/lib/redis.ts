export const redis: string = 'redis:8';
