Object.defineProperty(exports, '__esModule', { value: true });
exports.default = (text) => text.toLowerCase();
