//! A limit on how deep a file may nest.

use std::io::{self, Read};

/// The deepest nesting; AWS's lists have 8 levels.
const DEPTH_MAX: usize = 128;

/// Stops where a list nests deeper than any does. The parser bounds the values that are read, but
/// to skip a value it keeps a byte for every level.
pub(super) struct Shallow<R> {
    reader: R,
    depth: usize,
    in_string: bool,
    is_escaped: bool,
    line: usize,
    column: usize,
    pub(super) line_before_length: usize,
    /// Line and column of the bracket that is too much.
    pub(super) too_deep: Option<(usize, usize)>,
}

impl<R> Shallow<R> {
    pub(super) fn new(reader: R) -> Self {
        Self {
            reader,
            depth: 0,
            in_string: false,
            is_escaped: false,
            line: 1,
            column: 0,
            line_before_length: 0,
            too_deep: None,
        }
    }

    fn pass(&mut self, byte: u8) {
        if byte == b'\n' {
            self.line += 1;
            self.line_before_length = self.column;
            self.column = 0;
        } else {
            self.column += 1;
        }
        if self.is_escaped {
            self.is_escaped = false;
        } else if self.in_string {
            self.is_escaped = byte == b'\\';
            self.in_string = byte != b'"';
        } else {
            match byte {
                b'"' => self.in_string = true,
                b'[' | b'{' => self.depth += 1,
                b']' | b'}' => self.depth = self.depth.saturating_sub(1),
                _ => {}
            }
        }
        if self.depth > DEPTH_MAX && self.too_deep.is_none() {
            self.too_deep = Some((self.line, self.column));
        }
    }
}

impl<R: Read> Read for Shallow<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let length = self.reader.read(buffer)?;
        for byte in buffer.iter().take(length) {
            self.pass(*byte);
        }
        match self.too_deep {
            Some(_) => Err(io::ErrorKind::InvalidData.into()),
            None => Ok(length),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_129th_bracket_is_too_much() {
        let text = "[".repeat(1_000);
        let mut reader = Shallow::new(text.as_bytes());
        let mut bytes = Vec::new();
        assert!(reader.read_to_end(&mut bytes).is_err());
        assert_eq!(reader.too_deep, Some((1, 129)));
    }

    #[test]
    fn brackets_in_a_string_do_not_count() {
        let text = format!("\"{}\\\"[\"", "[".repeat(1_000));
        let mut reader = Shallow::new(text.as_bytes());
        let mut bytes = Vec::new();
        assert!(reader.read_to_end(&mut bytes).is_ok());
    }
}
