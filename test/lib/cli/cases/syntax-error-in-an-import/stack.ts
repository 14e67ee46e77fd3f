import './lib/parts';
