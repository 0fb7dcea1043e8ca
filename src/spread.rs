//! A value that is known, or a guess with a low and a high end.

use crate::exact::{Exact, OutOfRange};

/// What is expected, and between which bounds where that is a guess.
///
/// ```
/// use labcost::{exact::Exact, spread::Spread};
/// let number = |whole: u32| Exact::from(whole);
/// let events = Spread::between(number(2), number(10), number(100));
/// let twice = events.times(&Spread::certain(number(2)))?;
/// assert_eq!(twice, Spread::between(number(4), number(20), number(200)));
/// # Ok::<(), labcost::exact::OutOfRange>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Spread<T> {
    expected: T,
    bounds: Option<(T, T)>,
}

impl<T: Copy> Spread<T> {
    /// A value that is no guess.
    pub const fn certain(value: T) -> Self {
        Self {
            expected: value,
            bounds: None,
        }
    }

    /// A guess between two bounds.
    pub const fn between(low: T, expected: T, high: T) -> Self {
        Self {
            expected,
            bounds: Some((low, high)),
        }
    }

    /// The value to count with.
    pub const fn expected(&self) -> T {
        self.expected
    }

    /// The lower bound; the value itself if it is certain.
    pub fn low(&self) -> T {
        self.bounds.map_or(self.expected, |(low, _)| low)
    }

    /// The upper bound; the value itself if it is certain.
    pub fn high(&self) -> T {
        self.bounds.map_or(self.expected, |(_, high)| high)
    }

    /// Whether this is no guess.
    pub const fn is_certain(&self) -> bool {
        self.bounds.is_none()
    }

    /// Applies a function to each of the values there are.
    ///
    /// # Errors
    /// The function's first error.
    pub fn map<U, E>(&self, mut function: impl FnMut(T) -> Result<U, E>) -> Result<Spread<U>, E> {
        Ok(Spread {
            expected: function(self.expected)?,
            bounds: match self.bounds {
                Some((low, high)) => Some((function(low)?, function(high)?)),
                None => None,
            },
        })
    }

    /// Combines two spreads value by value: low with low, expected with expected, high with high.
    ///
    /// # Errors
    /// The function's first error.
    pub fn zip<U: Copy, V, E>(
        &self,
        other: &Spread<U>,
        mut function: impl FnMut(T, U) -> Result<V, E>,
    ) -> Result<Spread<V>, E> {
        Ok(Spread {
            expected: function(self.expected, other.expected)?,
            bounds: if self.is_certain() && other.is_certain() {
                None
            } else {
                Some((
                    function(self.low(), other.low())?,
                    function(self.high(), other.high())?,
                ))
            },
        })
    }
}

impl Spread<Exact> {
    /// The product, value by value.
    ///
    /// # Errors
    /// [`OutOfRange`] if a product cannot be held exactly.
    pub fn times(&self, other: &Self) -> Result<Self, OutOfRange> {
        self.zip(other, Exact::times)
    }
}

impl<T: Copy> From<T> for Spread<T> {
    fn from(value: T) -> Self {
        Self::certain(value)
    }
}
