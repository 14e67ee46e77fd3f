// Asks the module to register itself with the core: only the module has the key.
const answer = await fetch(`${process.env.MODULE_URL}/registerMicroservice`, { method: 'POST' });
const text = await answer.text();
console.log(text);
if (!answer.ok) process.exitCode = 1;
