export const postgres: string | undefined = 'postgres:17';
