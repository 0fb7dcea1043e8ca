//! The tree a YAML text is read into.

use super::fault::Spot;

/// The key that says what a mapping is.
pub(super) const TYPE: &str = "type";

/// How many bytes of text weigh as much as one node.
const BYTES_PER_NODE: usize = 64;

/// How many characters of a value a message repeats.
const SHOWN_MAX: usize = 40;

/// A value and where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Node {
    /// Where it stands; for an empty value in a mapping, where its key stands.
    pub spot: Spot,
    /// What it is.
    pub value: Value,
}

/// What a node holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// A text, a number, a truth value, without quotes: what it means is for the reader of the
    /// tree to say.
    Scalar(String),
    /// Keys and their values in the order of the file, every key once.
    Mapping(Vec<Entry>),
    /// A list.
    Sequence(Vec<Node>),
    /// Nothing: an empty value, `~` or `null`.
    Null,
}

/// One key of a mapping with its value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The key.
    pub key: String,
    /// Where the key stands.
    pub key_spot: Spot,
    /// The value.
    pub value: Node,
}

impl Node {
    /// The value of a key, if this is a mapping that has it.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&Self> {
        let Value::Mapping(entries) = &self.value else {
            return None;
        };
        let entry = entries.iter().find(|entry| entry.key == key)?;
        Some(&entry.value)
    }

    /// The text, if this is a scalar.
    pub(super) fn text(&self) -> Option<&str> {
        match &self.value {
            Value::Scalar(text) => Some(text),
            _ => None,
        }
    }

    /// How much the node counts towards the limit: one for every node and key, and one for every
    /// 64 bytes of text, so that a copied text cannot outgrow what the limit is meant to hold.
    pub(super) fn weight(&self) -> usize {
        match &self.value {
            Value::Scalar(text) => text_weight(text),
            Value::Mapping(entries) => 1 + entries.iter().map(Entry::weight).sum::<usize>(),
            Value::Sequence(items) => 1 + items.iter().map(Self::weight).sum::<usize>(),
            Value::Null => 1,
        }
    }

    /// How many mappings and lists stand inside each other here.
    pub(super) fn height(&self) -> usize {
        let inside = match &self.value {
            Value::Mapping(entries) => entries.iter().map(|entry| entry.value.height()).max(),
            Value::Sequence(items) => items.iter().map(Self::height).max(),
            Value::Scalar(_) | Value::Null => return 0,
        };
        1 + inside.unwrap_or_default()
    }
}

impl Value {
    /// The value as a message names it, such as "a mapping" or "`2 GB`".
    pub(super) fn found(&self) -> String {
        match self {
            Self::Scalar(text) => quote(text),
            Self::Mapping(_) => "a mapping".to_owned(),
            Self::Sequence(_) => "a list".to_owned(),
            Self::Null => "nothing".to_owned(),
        }
    }
}

impl Entry {
    /// How much the key and its value count towards the limit.
    pub(super) fn weight(&self) -> usize {
        text_weight(&self.key) + self.value.weight()
    }
}

/// How much a text counts towards the limit.
pub(super) fn text_weight(text: &str) -> usize {
    1 + text.len() / BYTES_PER_NODE
}

/// A text in backticks as messages show it: on one line, and cut where it is long.
pub(super) fn quote(text: &str) -> String {
    let shown = text.chars().take(SHOWN_MAX);
    let mut shown: String = shown
        .map(|character| {
            if character.is_control() {
                ' '
            } else {
                character
            }
        })
        .collect();
    if text.chars().nth(SHOWN_MAX).is_some() {
        shown.push('…');
    }
    format!("`{shown}`")
}

/// Several texts in backticks with commas between them.
pub(super) fn quote_all(texts: &[&str]) -> String {
    let quoted: Vec<String> = texts.iter().map(|text| quote(text)).collect();
    quoted.join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_and_broken_texts_are_shown_short_and_on_one_line() {
        assert_eq!(quote("every\nhour"), "`every hour`");
        assert_eq!(quote(&"a".repeat(50)), format!("`{}…`", "a".repeat(40)));
    }
}
