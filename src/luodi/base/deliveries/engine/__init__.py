"""Machinery of deliveries without a database: what a robot is told and how it is signed, the call itself, sealed secrets."""
