import { App, Environment, Service, Stack } from 'compose-constructs';

// a comment
const é = new App(); new (a Stack(app, 'shop');
