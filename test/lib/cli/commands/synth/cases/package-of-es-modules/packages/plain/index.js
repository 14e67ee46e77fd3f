module.exports = { three: 3 };
