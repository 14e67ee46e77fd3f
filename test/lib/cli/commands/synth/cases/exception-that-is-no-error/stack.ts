throw 'just a text';
