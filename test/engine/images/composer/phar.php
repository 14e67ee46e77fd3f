<?php
// phar.php LIBRARY PROGRAM FILE: one file with a program and its library, whose
// files name each other by absolute paths.
[, $library, $program, $file] = $argv;
$inside = fn (string $text): string => str_replace("$library/", 'phar://composer.phar/', $text);
$phar = new Phar($file, 0, 'composer.phar');
foreach (new RecursiveIteratorIterator(new RecursiveDirectoryIterator($library, FilesystemIterator::FOLLOW_SYMLINKS)) as $path => $each) {
    if ($each->isFile()) {
        $phar[substr($path, strlen($library) + 1)] = $inside(file_get_contents($path));
    }
}
$main = preg_replace('/^#!.*\n/', '', file_get_contents($program));
$phar['main.php'] = $inside(str_replace("__DIR__ . '/../share/php/", "'phar://composer.phar/", $main));
$phar->setStub("#!/usr/bin/env php\n<?php Phar::mapPhar('composer.phar'); require 'phar://composer.phar/main.php'; __HALT_COMPILER();");
