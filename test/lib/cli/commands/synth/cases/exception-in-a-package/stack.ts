import { never } from 'picky';
never();
