//! Status rules, suggestions, queue order.
