exports.never = () => {
  throw new Error('cannot do that');
};
