"""Rows for tests/unit/base/digest_test.c from another implementation of BLAKE2b (the one in Python's hashlib).

    python3 tests/oracle/digest_rows.py > tests/unit/base/digest_rows.inc

Text i of length n holds the bytes (7 * k + 3) mod 251 for k below n; `b2sum -l 256` gives the same digests.
"""
import hashlib

LENGTHS = [0, 1, 2, 3, 7, 8, 63, 64, 65, 127, 128, 129, 191, 255, 256, 257, 383, 384, 385, 512, 1000, 1024, 4096, 4097, 65536]

print("/* Made by tests/oracle/digest_rows.py. */")
for length in LENGTHS:
    text = bytes((7 * k + 3) % 251 for k in range(length))
    print('{%d, "%s"},' % (length, hashlib.blake2b(text, digest_size=32).hexdigest()))
