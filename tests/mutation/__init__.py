"""Would the tests notice a wrong rule? ``python -m tests.mutation`` changes the code and sees whether they fail.

Mutation testing for the arithmetic that figures and accusations rest on. mutmut leaves decorated functions alone, which
here are half of the arithmetic (every property of an amount), and constants; so this small runner changes them too.
"""
