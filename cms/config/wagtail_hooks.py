"""What holds for the admin as a whole."""

from wagtail import hooks

from cms.config.menu import in_order_of_the_year

# After every part of the project has taken away what it has no use for.
hooks.register("construct_main_menu", in_order_of_the_year, order=100)
