<?php

declare(strict_types=1);

namespace Oms;

/** A request that the visitor can mend. */
final class Refusal extends \RuntimeException
{
    public function __construct(public readonly int $status, string $message)
    {
        parent::__construct($message);
    }
}
