const a = 1;
const list = [;
