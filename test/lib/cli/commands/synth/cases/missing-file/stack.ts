import { App } from 'compose-constructs';
import './parts';
new App();
