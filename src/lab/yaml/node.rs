//! The tree a YAML text is read into.

use super::fault::Spot;

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
    /// A text, a number, a truth value: what it means is for the reader of the tree to say.
    Scalar {
        /// The text, without quotes.
        text: String,
        /// Whether it was quoted or a block, so that it can only be meant as text.
        quoted: bool,
    },
    /// Keys and their values in the order of the file, every key once.
    Mapping(Vec<Entry>),
    /// A list.
    Sequence(Vec<Node>),
    /// Nothing: an empty value, `~` or `null`.
    Null,
    /// A value whose fault has been reported already; decoding it fails without another fault.
    Faulty,
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
    /// How much the node counts towards the limit: one for every node below it and for every
    /// 64 bytes of text, so that a copied text cannot outgrow what the limit is meant to hold.
    pub(super) fn weight(&self) -> usize {
        match &self.value {
            Value::Scalar { text, .. } => text_weight(text),
            Value::Mapping(entries) => entries.iter().fold(1, |sum, entry| sum + entry.weight()),
            Value::Sequence(items) => items.iter().fold(1, |sum, item| sum + item.weight()),
            Value::Null | Value::Faulty => 1,
        }
    }

    /// Whether a fault about this value has been reported already.
    pub(super) fn is_faulty(&self) -> bool {
        matches!(self.value, Value::Faulty)
    }
}

impl Value {
    /// The value as a message names it, such as "a mapping" or "`2 GB`".
    pub(super) fn found(&self) -> String {
        match self {
            Self::Scalar { text, .. } => quote(text),
            Self::Mapping(_) => "a mapping".to_owned(),
            Self::Sequence(_) => "a list".to_owned(),
            Self::Null | Self::Faulty => "nothing".to_owned(),
        }
    }
}

impl Entry {
    /// How much the entry counts towards the limit.
    pub(super) fn weight(&self) -> usize {
        text_weight(&self.key) - 1 + self.value.weight()
    }
}

/// How much a text counts towards the limit.
pub(super) fn text_weight(text: &str) -> usize {
    1 + text.len() / BYTES_PER_NODE
}

/// A text in backticks as messages show it: on one line, and cut where it is long.
pub(super) fn quote(text: &str) -> String {
    let mut shown: String = text
        .chars()
        .take(SHOWN_MAX)
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
pub(super) fn quote_all<'a>(texts: impl IntoIterator<Item = &'a str>) -> String {
    let quoted: Vec<String> = texts.into_iter().map(quote).collect();
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
